// An object of JSON whose members tell what became of canonical fields.
#pragma once

#include "gateway/adapter/loss.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/model/field.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::edu_v_access {

class object_writer {
public:
    using field = model::field::name;
    using day = std::chrono::year_month_day;

    explicit object_writer(field_fate* fate) : fate_(fate) { out.begin_object(); }

    void text(std::string_view name, std::string_view value, field from) {
        if (value.empty()) return;
        out.member(name, value);
        carried(from);
    }
    void texts(std::string_view name, const std::vector<std::string>& values, field from) {
        if (values.empty()) return;
        out.name(name).begin_array();
        for (const std::string& one : values) out.text(one);
        out.end_array();
        carried(from, values.size());
    }
    void integer(std::string_view name, const std::optional<std::int64_t>& value, field from) {
        if (!value) return;
        out.member(name, *value);
        carried(from);
    }
    void boolean(std::string_view name, const std::optional<bool>& value, field from) {
        if (!value) return;
        out.member(name, *value);
        carried(from);
    }
    void date(std::string_view name, const std::optional<day>& value, field from) {
        if (!value) return;
        out.member(name, to_string(*value));
        carried(from);
    }
    void time(std::string_view name, const std::optional<instant>& value, field from);
    // A value that the source has no field for.
    void defaulted(std::string_view name, std::string_view value, std::string_view reason) {
        out.member(name, value);
        if (fate_) fate_->defaulted(name, reason);
    }

    void carried(field from, std::size_t count = 1) {
        if (fate_ && count > 0) fate_->carried(from, count);
    }
    void mapped(field from, std::string_view reason, std::size_t count = 1) {
        if (fate_ && count > 0) fate_->mapped(from, reason, count);
    }
    void dropped(field from, std::string_view reason, std::size_t count = 1) {
        if (fate_ && count > 0) fate_->dropped(from, reason, count);
    }
    void noted(std::string_view target, std::string_view reason) {
        if (fate_) fate_->defaulted(target, reason);
    }

    std::string end() {
        out.end_object();
        return out.finish();
    }

    json::writer out;

private:
    field_fate* fate_;
};

} // namespace schakel::edu_v_access
