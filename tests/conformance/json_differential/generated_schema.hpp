// Small random schemas over all keywords of a draft, and documents that such schemas can tell apart.
#pragma once

#include "ajv.hpp"
#include "tests/support/chance.hpp"
#include "tree.hpp"

namespace schakel::json_differential {

// One object on its own, or true or false. It never leads back to itself without going deeper into the document.
tree generated_schema(draft version, test::chance& random);

// A document from the same few names and values, at most three levels deep.
tree generated_document(test::chance& random);

} // namespace schakel::json_differential
