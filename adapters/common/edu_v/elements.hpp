// The elements of a JSON array as ranges of its text, so that an answer about a whole school is read element by element
// and never as one tree. Ranges are found by brackets and quotes alone: whoever uses one parses it, strictly.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace schakel::edu_v {

class array_elements {
public:
    // `begin` is where the array's bracket stands.
    array_elements(std::string_view bytes, std::size_t begin) : bytes_(bytes), at_(begin) {}

    struct range {
        std::size_t begin = 0, end = 0;
    };
    // False at the end of the array and where the text is no array any more: then broken() says which.
    bool next(range& element);
    bool broken() const { return broken_; }
    std::size_t end() const { return at_; } // behind the closing bracket

private:
    bool fail();

    std::string_view bytes_;
    std::size_t at_;
    bool begun_ = false, ended_ = false, broken_ = false;
};

// The members of the object that begins there, names as they are written between the quotes. False when it is broken.
struct member_range {
    std::string_view name;
    array_elements::range value;
};
bool object_members(std::string_view bytes, std::size_t begin, std::vector<member_range>& into, std::size_t& end);

// Behind white space.
std::size_t skip_space(std::string_view bytes, std::size_t at);

} // namespace schakel::edu_v
