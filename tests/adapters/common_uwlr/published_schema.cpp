#include "tests/adapters/common_uwlr/published_schema.hpp"

#include "tests/support/environment.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>

namespace schakel::test {

namespace {

namespace fs = std::filesystem;

// The bare data, as a document of its own and within the list of years that was published.
std::string bare_data(const std::string& answer) {
    std::string data = answer.substr(answer.find("<leerlinggegevens>"));
    data = data.substr(0, data.find("</leerlinggegevens>") + 19);
    data.replace(data.find("<schooljaar>") + 12, 9, "2024-2025");
    return data.replace(
        0, 17, "<leerlinggegevens xmlns=\"http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens\""
    );
}

} // namespace

std::optional<std::vector<std::string>> published_complaints(const std::string& answer, const std::string& schema) {
    const fs::path file = shared_folder() / "corpus/uwlr/Schemas" / schema;
    if (!fs::exists(file) || std::system("xmllint --version >/dev/null 2>&1") != 0) return std::nullopt;
    const temporary_folder folder;
    std::ofstream(folder.file("data.xml"), std::ios::binary) << bare_data(answer);
    const std::string command = "xmllint --noout --schema '" + file.string() + "' '" + folder.file("data.xml") +
                                "' 2>'" + folder.file("said") + "'";
    const bool accepted = std::system(command.c_str()) == 0;
    static const std::regex fault(
        "element ([^:]+): Schemas validity error : Element '[^']*'(?:, attribute '[^']*')?: (.*)$"
    );
    static const std::regex space("\\{[^}]*\\}");
    std::vector<std::string> complaints;
    std::ifstream said(folder.file("said"));
    for (std::string line; std::getline(said, line);) {
        std::smatch found;
        if (std::regex_search(line, found, fault))
            complaints.push_back("element " + found[1].str() + ": " + std::regex_replace(found[2].str(), space, ""));
    }
    if (complaints.empty() && !accepted) complaints.push_back("xmllint refuses without a word that is known");
    return complaints;
}

} // namespace schakel::test
