#include "adapters/common/case/operations.hpp"
#include "adapters/common/case/package_stream.hpp"
#include "adapters/common/case/package_writer.hpp"
#include "adapters/common/case/rules.hpp"

namespace schakel::cf {

namespace {

namespace goals = model::goals;

std::string base_url_of(version which, const goal_writing_options& options) {
    const auto& set = options.document.parameters;
    const auto told = set.find(base_url_parameter);
    // A name that can never be a host: whoever reads it goes by the identifiers.
    return told == set.end() ? "https://case.invalid" + std::string(base_path(which)) : told->second;
}

std::optional<goals::release> release_of(const goal_view& view, std::string_view framework, std::string_view label) {
    std::optional<goals::release> found;
    for (goals::release& one : view.releases(framework)) {
        if (label.empty() || one.label == label) found = std::move(one);
    }
    return found;
}

class package_writer final : public goal_writer {
public:
    package_writer(version which, const goal_view& view, const goal_writing_options& options) : version_(which) {
        if (take_set(view, options)) return;
        for (goals::framework& one : view.frameworks()) {
            const bool wanted = options.framework.empty() || one.id == options.framework;
            if (!wanted) continue;
            if (stream_) {
                refused_.push_back({&case_rule("case.one-framework"), {}, one.title, {}, {}});
                continue;
            }
            auto release = release_of(view, one.id, options.release);
            stream_.emplace(
                which, base_url_of(which, options), view, std::move(one), std::move(release), &tally_, &members_
            );
        }
        if (!stream_) refused_.push_back({&case_rule("case.no-framework"), {}, {}, {}, {}});
    }

    bool next(std::string& into) override {
        if (stream_ && stream_->next(into)) return true;
        tally_.add_to(fate_);
        members_.add_to(fate_, version_);
        return false;
    }

    const field_fate& fate() const override { return fate_; }
    const findings& refused() const override { return refused_; }

private:
    // The mapping set that is asked for; or, where there is no framework, the only one there is.
    bool take_set(const goal_view& view, const goal_writing_options& options) {
        const bool only = options.mapping_set.empty() && options.framework.empty() && view.frameworks().empty();
        for (goals::mapping_set& one : view.mapping_sets()) {
            if (only ? stream_.has_value() : one.id != options.mapping_set) continue;
            stream_.emplace(version_, base_url_of(version_, options), view, std::move(one), &tally_, &members_);
        }
        return stream_.has_value();
    }

    version version_;
    one_edtech::fate_tally tally_;
    member_fates members_;
    std::optional<package_stream> stream_;
    field_fate fate_;
    findings refused_;
};

} // namespace

std::unique_ptr<goal_writer> write_package(version which, const goal_view& view, const goal_writing_options& options) {
    return std::make_unique<package_writer>(which, view, options);
}

} // namespace schakel::cf
