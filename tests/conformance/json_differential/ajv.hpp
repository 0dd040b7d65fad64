// ajv as a judge: one Node process for many schemas and instances. See judge.js for what it is asked and answers.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::json_differential {

enum class draft { seven, twenty_twenty };

class ajv {
public:
    struct answer {
        bool refused = false; // the schema, or ajv failed; then nothing else is told
        std::string why;
        bool valid = false;
        bool alternatives = false;       // an error is about anyOf, oneOf, contains or not
        std::vector<std::string> places; // of all errors, as JSON pointers
        std::vector<std::string> also;   // may be told besides
    };

    static bool available();

    explicit ajv(const std::filesystem::path& folder) : cases_(folder / "cases") {}

    // Both are written on one line. Returns the index of the answer.
    std::size_t schema(draft version, std::string_view text);
    std::size_t instance(std::string_view text);

    std::vector<answer> judge(); // all that was added; empty when Node fails

private:
    std::filesystem::path cases_;
    std::string asked_;
    std::size_t count_ = 0;
};

} // namespace schakel::json_differential
