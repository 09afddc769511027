"""What all registers share: the record, imports from Excel, exports."""
