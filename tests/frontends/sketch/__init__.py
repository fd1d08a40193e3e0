"""A framework that shapelint does not know, described as CONTRIBUTING.md says. There is no such package."""
