"""Hypersonic gliders: fall into the air, pull up, glide on lift, dive."""
