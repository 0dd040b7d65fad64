// Whatever a launch holds, a page has the same elements and attributes: no value becomes markup, and no address a
// script.
#include "gateway/pages/render.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace {

using namespace schakel;
using fuzz::require;

std::vector<page> pages_with(const std::string& text) {
    const page_form form{"POST", "https://tool.example/", {{text, text}}};
    const page_storage storage{text, "https://lms.example"};
    chooser_page chooser{form, text, {{text, text, text, true}}, {text}, true, text, 2, 3, 5};
    return {
        refusal_page{text, {text, text}, {text, text}, text, "https://lms.example/"},
        opening_page{form, text, false, {}},
        store_page{storage, {{text, text}}, form},
        recall_page{storage, {text}, form, form},
        new_window_page{form, text},
        chooser,
        registered_page{{text, text}}};
}

std::size_t count(const std::string& of, char c) {
    return static_cast<std::size_t>(std::ranges::count(of, c));
}

void same_markup(const page& one, const page& plain) {
    const std::string written = pages::render(one, {}).body, expected = pages::render(plain, {}).body;
    for (const char c : {'<', '>', '"', '\''}) require(count(written, c) == count(expected, c));
    require(fuzz::is_utf8(written));
}

// Neither addresses nor origins get out of their places.
void sound_headers(const std::string& text) {
    const page_form form{"GET", text, {}};
    const reply shown = pages::render(opening_page{form, {}, true, {text}}, {language::en, {text}, 0});
    for (const auto& [name, value] : shown.headers) require(value.find_first_of("\r\n") == std::string::npos);
    require(shown.body.find("\"javascript:") == std::string::npos);
    require(shown.headers.find("Content-Security-Policy").find("unsafe") == std::string_view::npos);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = "x" + std::string(reinterpret_cast<const char*>(data), size);
    const std::vector<page> all = pages_with(text), plain = pages_with("x");
    for (std::size_t i = 0; i < all.size(); ++i) same_markup(all[i], plain[i]);
    sound_headers(text.substr(1));
    pages::preferred_language(text, text);
    return 0;
}
