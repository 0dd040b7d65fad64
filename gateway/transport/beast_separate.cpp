// Beast's functions (we use its HTTP parser), compiled once for the whole program.
#include <boost/beast/src.hpp>
