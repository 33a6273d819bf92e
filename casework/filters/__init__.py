"""What the queue is narrowed by: the terms there are, how each is read, and what is said of one that is not understood."""
