"""Letters and emails: what they may say, the templates they are written from, and their rendering to text and files."""
