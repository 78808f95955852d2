"""Tests of the generator and of the sites it builds; folders mirror `plugins/msap`."""
