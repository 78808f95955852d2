"""The directory of the maisons de services au public: text → records → derived facts → files."""
