"""What each kind of content may say, and what is said when it does not."""
