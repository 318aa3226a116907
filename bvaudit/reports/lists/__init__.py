"""Lists of the content for people to read: on the screen, in Excel and in Word."""
