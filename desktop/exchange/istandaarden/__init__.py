"""Messages of iWmo and iJw as XML: their structure as data, written and read with entities, DTD and network off."""
