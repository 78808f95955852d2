"""The maps: what they show as data files, and the script that folium writes for each."""
