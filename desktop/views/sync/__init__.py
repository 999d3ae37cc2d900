"""Synchroniseren: is my work safe?"""
