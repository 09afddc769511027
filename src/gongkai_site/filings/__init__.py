"""Handing up and consolidating (报送、汇总)."""
