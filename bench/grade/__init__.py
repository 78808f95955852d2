"""The site's security grade, by the rules of the MDN HTTP Observatory run on this machine."""
