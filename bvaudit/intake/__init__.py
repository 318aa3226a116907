"""What people have filled in, read back from workbooks this program wrote."""
