// The objects of a roster one after the other, made while they are asked for: what documents and answers consist of.
#pragma once

#include "adapters/common/edu_v/from_model.hpp"
#include "gateway/adapter/roster.hpp"

#include <functional>
#include <memory>
#include <string>

namespace schakel::edu_v {

class object_stream {
public:
    virtual ~object_stream() = default;
    // Appends the JSON text of the next object; false when there was none left.
    virtual bool next(std::string& into) = 0;
};

// Which records become objects, and which objects are told. An empty function keeps all.
struct choice {
    bool with_ended = false; // tombstones too
    std::function<bool(const wire::organisation&)> organisation;
    std::function<bool(const wire::school_period&)> period;
    std::function<bool(const roster::course&)> course;
    std::function<bool(const roster::group&)> group;
    std::function<bool(const roster::person&)> person;
    std::function<bool(const roster::membership&)> membership;
    std::function<bool(const roster::enrolment&)> enrolment;
    std::function<bool(const wire::enrollment&)> enrollment;
    std::function<bool(std::string_view year_group)> year_group = {};
};

struct stream_options {
    choice keep;
    wire::attributes with, of_ended; // of persons, and of those who have gone
    answer_tally* tally = nullptr;
};

// The maker and the view outlive the stream.
std::unique_ptr<object_stream>
stream_of(object what, object_maker& maker, const roster_view& view, const stream_options& options);

// The bytes of a service's document: a bare array where the service has one kind of object, else an object that holds
// an array for each kind; with `all` the combined form of all four services.
std::unique_ptr<roster_writer>
write_document(service of, bool all, const roster_view& view, const making_options& options);

} // namespace schakel::edu_v
