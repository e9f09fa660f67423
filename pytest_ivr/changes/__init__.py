"""What nobody would notice: one answer of the line at a time is changed, and its scenarios run again."""
