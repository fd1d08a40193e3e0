"""The reference reader: core syntax by way of libcst, which reads the syntax of Pythons newer than the running one."""
