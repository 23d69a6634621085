"""What is measured about jitlint on other people's code."""
