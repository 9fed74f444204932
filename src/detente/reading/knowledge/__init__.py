"""What is known before any text is read: classes of words, titles, issues, the world's names."""
