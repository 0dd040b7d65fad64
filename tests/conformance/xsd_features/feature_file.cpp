#include "tests/conformance/xsd_features/feature_file.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace schakel::conformance {

namespace {

constexpr std::string_view bindings =
    R"( xmlns="urn:t" xmlns:t="urn:t" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance")";

std::string schema_around(const std::string& body) {
    return R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t" xmlns:t="urn:t" elementFormDefault="qualified">)" +
           body + "</xs:schema>\n";
}

// A document whose root binds no namespace gets the usual ones.
std::string with_bindings(std::string document) {
    const std::size_t tag_end = document.find('>');
    if (document.substr(0, tag_end).find("xmlns") != std::string::npos) return document;
    const std::size_t name_end = document.find_first_of(" />", 1);
    return document.insert(std::min(name_end, document.size()), bindings);
}

class feature_reader {
public:
    explicit feature_reader(const std::filesystem::path& file) : name_(file.filename().string()), in_(file) {}

    std::vector<feature> read() {
        while (next()) {
            if (line_.starts_with("=== "))
                start(line_.substr(4));
            else if (line_.starts_with("--- "))
                section_ = begin_section(line_.substr(4));
            else
                add_line();
        }
        end_paragraph();
        for (const feature& one : out_)
            if (!one.schema_files.contains("main.xsd")) fail("no schema for \"" + one.title + "\"");
        return std::move(out_);
    }

private:
    enum class section { about, file, documents, values, schemas };

    bool next() {
        ++number_;
        return static_cast<bool>(std::getline(in_, line_));
    }

    [[noreturn]] void fail(const std::string& why) const {
        throw std::runtime_error(name_ + ":" + std::to_string(number_) + ": " + why);
    }

    feature& current() {
        if (out_.empty()) fail("a section outside a feature");
        return out_.back();
    }

    void start(std::string title) {
        end_paragraph();
        section_ = section::about;
        if (std::ranges::any_of(out_, [&](const feature& one) { return one.title == title; })) fail("title used twice");
        out_.push_back({name_, std::move(title), {}, {}});
    }

    section begin_section(std::string_view what) {
        end_paragraph();
        if (what == "documents") return section::documents;
        if (what == "values") return section::values;
        if (what == "invalid and valid schemas") {
            base_title_ = current().title;
            out_.pop_back();
            return section::schemas;
        }
        opening_ = what == "schema" || what == "type" ? std::string(what) : "file";
        file_ = what.starts_with("file ") ? std::string(what.substr(5)) : "main.xsd";
        if (opening_ == "file" && !what.starts_with("file ")) fail("unknown section");
        return section::file;
    }

    void add_line() {
        switch (section_) {
        case section::about: return;
        case section::documents:
            if (!line_.empty()) current().documents.push_back({line_, with_bindings(line_)});
            return;
        case section::values:
            if (!line_.empty()) current().documents.push_back({line_, with_bindings(document_of(line_))});
            return;
        default:
            if (line_.empty() && section_ == section::schemas) return end_paragraph();
            paragraph_ += line_ + "\n";
        }
    }

    static std::string document_of(const std::string& value) {
        return value == "(empty)" ? "<v></v>" : "<v>" + value + "</v>";
    }

    void end_paragraph() {
        if (paragraph_.empty()) return;
        if (section_ == section::schemas) {
            std::string title = base_title_ + ": " + paragraph_.substr(0, paragraph_.find('\n'));
            out_.push_back({name_, std::move(title), {{"main.xsd", schema_around(paragraph_)}}, {}});
        } else if (section_ == section::file) {
            current().schema_files[file_] = opening_ == "schema" ? schema_around(paragraph_)
                                            : opening_ == "type" ? schema_around(type_around(paragraph_))
                                                                 : paragraph_;
        }
        paragraph_.clear();
    }

    static std::string type_around(const std::string& type) {
        return "<xs:simpleType name=\"v\">" + type + "</xs:simpleType><xs:element name=\"v\" type=\"v\"/>";
    }

    std::string name_, line_, file_, opening_, base_title_, paragraph_;
    std::ifstream in_;
    std::size_t number_ = 0;
    section section_ = section::about;
    std::vector<feature> out_;
};

} // namespace

std::vector<feature> read_features(const std::filesystem::path& file) {
    return feature_reader(file).read();
}

std::vector<feature> all_features() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path(SCHAKEL_SOURCE_DIR) / "tests/conformance/xsd_features/cases"
         ))
        files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<feature> out;
    for (const auto& file : files) std::ranges::move(read_features(file), std::back_inserter(out));
    return out;
}

} // namespace schakel::conformance
