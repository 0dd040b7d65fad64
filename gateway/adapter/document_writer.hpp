// A whole document that comes into being while it is sent: a roster or a framework in one standard.
#pragma once

#include "gateway/adapter/loss.hpp"
#include "gateway/core/byte_source.hpp"
#include "gateway/core/report.hpp"

namespace schakel {

// What became of each field, and which records the standard cannot express, is known when next() has returned false.
class document_writer : public byte_source {
public:
    virtual const field_fate& fate() const = 0;
    virtual const findings& refused() const = 0;
};

} // namespace schakel
