"""What the person with the account does with the log of decisions: `make verify-audit`…"""
