"""What the scenarios of the acceptance lane are told with: a server, a stock packer, the wire API, a ledger."""
