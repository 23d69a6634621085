"""What libraries do with what they are handed: by their stubs, or by hand where no stub can say."""
