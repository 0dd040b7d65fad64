// Who was told in earlier answers of one conversation: a teacher of five groups is in five answers, and counts once.
#pragma once

#include "adapters/common/edex/read.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace schakel::uwlr::pupil_data {

// Hands objects on, but for people who were in an earlier document. Different data there are a finding.
class known_people final : public edex::object_handler {
public:
    explicit known_people(findings& out) : out_(out) {}

    void begin_document(edex::object_handler& to); // what is told from here on goes there

    void school(const edex::wire::school& one) override { to_->school(one); }
    void vestiging(const edex::wire::vestiging& one) override { to_->vestiging(one); }
    void groep(const edex::wire::groep& one) override { to_->groep(one); }
    void leerling(const edex::wire::leerling& one) override;
    void leerkracht(const edex::wire::leerkracht& one) override;

private:
    struct known {
        std::size_t document = 0;
        std::uint64_t content = 0; // digest of everything that is told
    };

    bool is_new(std::string who, std::uint64_t content, std::size_t at);

    findings& out_;
    edex::object_handler* to_ = nullptr;
    std::size_t document_ = 0;
    std::unordered_map<std::string, known> people_;
};

} // namespace schakel::uwlr::pupil_data
