"""What staff see: the screens, their widgets and the one class behind every command."""
