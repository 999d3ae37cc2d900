"""Zorgdekking: is there enough help everywhere?"""
