"""Vandaag: what must I do today?"""
