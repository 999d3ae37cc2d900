"""One public function per thing a person does, named with that person's verb."""
