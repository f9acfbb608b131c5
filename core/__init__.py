"""The domain of Twinkey: values and bytes in, values and bytes out; no Qt, SQL, files or clock."""
