"""Documents of the register: found faultless or not, and cut into staged rows."""
