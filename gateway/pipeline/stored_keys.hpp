// The key tables of the store, as the mapper reads them.
#pragma once

#include "gateway/mapping/key_source.hpp"
#include "gateway/outbox/store.hpp"

namespace schakel::pipeline {

class stored_keys final : public mapping::key_source {
public:
    explicit stored_keys(outbox::store& store) : store_(store) {}
    std::optional<std::string>
    find(std::string_view school, std::string_view table, std::string_view key) const override {
        return store_.key_value(school, table, key);
    }

private:
    outbox::store& store_;
};

} // namespace schakel::pipeline
