// Bytes that come into being while they are sent: an answer, a file.
//
// Whoever sends them asks for the next piece when the one before has gone, so that memory holds one piece whatever the
// size of the whole. Used from one thread at a time.
#pragma once

#include <string>

namespace schakel {

class byte_source {
public:
    virtual ~byte_source() = default;

    // Appends the next piece, some tens of KiB at most; false: it was the last, or there was none. A source that cannot
    // go on sets failed(): whoever receives the bytes must be able to see that they are not complete.
    virtual bool next(std::string& into) = 0;
    virtual bool failed() const { return false; }
};

} // namespace schakel
