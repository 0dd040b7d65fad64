#include "adapters/common/goals/written_text.hpp"

namespace schakel::goal_files {

namespace {

class text_writer final : public goal_writer {
public:
    explicit text_writer(written&& whole)
        : source_(std::move(whole.text)), fate_(std::move(whole.fate)), refused_(std::move(whole.refused)) {}

    bool next(std::string& into) override { return source_.next(into); }
    const field_fate& fate() const override { return fate_; }
    const findings& refused() const override { return refused_; }

private:
    text_source source_;
    field_fate fate_;
    findings refused_;
};

} // namespace

std::unique_ptr<goal_writer> as_writer(written&& whole) {
    return std::make_unique<text_writer>(std::move(whole));
}

} // namespace schakel::goal_files
