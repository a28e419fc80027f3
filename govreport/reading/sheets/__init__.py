"""What all spreadsheet formats share: merged ranges, number formats, where tables begin and end."""
