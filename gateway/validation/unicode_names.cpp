// Categories by name over the generated runs, and the blocks by name.
#include "gateway/validation/unicode_categories.hpp"

#include <algorithm>
#include <array>

namespace schakel::validation {

namespace {
constexpr std::array<std::string_view, 30> names{"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl",
                                                 "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc",
                                                 "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn"};

struct long_name {
    std::string_view name;
    std::string_view category;
};
constexpr std::array long_names{
    long_name{"Letter", "L"},
    long_name{"Cased_Letter", "LC"},
    long_name{"Uppercase_Letter", "Lu"},
    long_name{"Lowercase_Letter", "Ll"},
    long_name{"Titlecase_Letter", "Lt"},
    long_name{"Modifier_Letter", "Lm"},
    long_name{"Other_Letter", "Lo"},
    long_name{"Mark", "M"},
    long_name{"Combining_Mark", "M"},
    long_name{"Nonspacing_Mark", "Mn"},
    long_name{"Spacing_Mark", "Mc"},
    long_name{"Enclosing_Mark", "Me"},
    long_name{"Number", "N"},
    long_name{"Decimal_Number", "Nd"},
    long_name{"digit", "Nd"},
    long_name{"Letter_Number", "Nl"},
    long_name{"Other_Number", "No"},
    long_name{"Punctuation", "P"},
    long_name{"punct", "P"},
    long_name{"Connector_Punctuation", "Pc"},
    long_name{"Dash_Punctuation", "Pd"},
    long_name{"Open_Punctuation", "Ps"},
    long_name{"Close_Punctuation", "Pe"},
    long_name{"Initial_Punctuation", "Pi"},
    long_name{"Final_Punctuation", "Pf"},
    long_name{"Other_Punctuation", "Po"},
    long_name{"Symbol", "S"},
    long_name{"Math_Symbol", "Sm"},
    long_name{"Currency_Symbol", "Sc"},
    long_name{"Modifier_Symbol", "Sk"},
    long_name{"Other_Symbol", "So"},
    long_name{"Separator", "Z"},
    long_name{"Space_Separator", "Zs"},
    long_name{"Line_Separator", "Zl"},
    long_name{"Paragraph_Separator", "Zp"},
    long_name{"Other", "C"},
    long_name{"Control", "Cc"},
    long_name{"cntrl", "Cc"},
    long_name{"Format", "Cf"},
    long_name{"Surrogate", "Cs"},
    long_name{"Private_Use", "Co"},
    long_name{"Unassigned", "Cn"},
};

struct named_block {
    std::string_view name;
    char32_t first;
    char32_t last;
};
constexpr std::array blocks{
    named_block{"BasicLatin", 0x0000, 0x007F},
    named_block{"Latin-1Supplement", 0x0080, 0x00FF},
    named_block{"LatinExtended-A", 0x0100, 0x017F},
    named_block{"LatinExtended-B", 0x0180, 0x024F},
    named_block{"IPAExtensions", 0x0250, 0x02AF},
    named_block{"SpacingModifierLetters", 0x02B0, 0x02FF},
    named_block{"CombiningDiacriticalMarks", 0x0300, 0x036F},
    named_block{"Greek", 0x0370, 0x03FF},
    named_block{"GreekandCoptic", 0x0370, 0x03FF},
    named_block{"Cyrillic", 0x0400, 0x04FF},
    named_block{"Armenian", 0x0530, 0x058F},
    named_block{"Hebrew", 0x0590, 0x05FF},
    named_block{"Arabic", 0x0600, 0x06FF},
    named_block{"Syriac", 0x0700, 0x074F},
    named_block{"Thaana", 0x0780, 0x07BF},
    named_block{"Devanagari", 0x0900, 0x097F},
    named_block{"Bengali", 0x0980, 0x09FF},
    named_block{"Gurmukhi", 0x0A00, 0x0A7F},
    named_block{"Gujarati", 0x0A80, 0x0AFF},
    named_block{"Oriya", 0x0B00, 0x0B7F},
    named_block{"Tamil", 0x0B80, 0x0BFF},
    named_block{"Telugu", 0x0C00, 0x0C7F},
    named_block{"Kannada", 0x0C80, 0x0CFF},
    named_block{"Malayalam", 0x0D00, 0x0D7F},
    named_block{"Sinhala", 0x0D80, 0x0DFF},
    named_block{"Thai", 0x0E00, 0x0E7F},
    named_block{"Lao", 0x0E80, 0x0EFF},
    named_block{"Tibetan", 0x0F00, 0x0FFF},
    named_block{"Myanmar", 0x1000, 0x109F},
    named_block{"Georgian", 0x10A0, 0x10FF},
    named_block{"HangulJamo", 0x1100, 0x11FF},
    named_block{"Ethiopic", 0x1200, 0x137F},
    named_block{"Cherokee", 0x13A0, 0x13FF},
    named_block{"UnifiedCanadianAboriginalSyllabics", 0x1400, 0x167F},
    named_block{"Ogham", 0x1680, 0x169F},
    named_block{"Runic", 0x16A0, 0x16FF},
    named_block{"Khmer", 0x1780, 0x17FF},
    named_block{"Mongolian", 0x1800, 0x18AF},
    named_block{"LatinExtendedAdditional", 0x1E00, 0x1EFF},
    named_block{"GreekExtended", 0x1F00, 0x1FFF},
    named_block{"GeneralPunctuation", 0x2000, 0x206F},
    named_block{"SuperscriptsandSubscripts", 0x2070, 0x209F},
    named_block{"CurrencySymbols", 0x20A0, 0x20CF},
    named_block{"CombiningMarksforSymbols", 0x20D0, 0x20FF},
    named_block{"CombiningDiacriticalMarksforSymbols", 0x20D0, 0x20FF},
    named_block{"LetterlikeSymbols", 0x2100, 0x214F},
    named_block{"NumberForms", 0x2150, 0x218F},
    named_block{"Arrows", 0x2190, 0x21FF},
    named_block{"MathematicalOperators", 0x2200, 0x22FF},
    named_block{"MiscellaneousTechnical", 0x2300, 0x23FF},
    named_block{"ControlPictures", 0x2400, 0x243F},
    named_block{"OpticalCharacterRecognition", 0x2440, 0x245F},
    named_block{"EnclosedAlphanumerics", 0x2460, 0x24FF},
    named_block{"BoxDrawing", 0x2500, 0x257F},
    named_block{"BlockElements", 0x2580, 0x259F},
    named_block{"GeometricShapes", 0x25A0, 0x25FF},
    named_block{"MiscellaneousSymbols", 0x2600, 0x26FF},
    named_block{"Dingbats", 0x2700, 0x27BF},
    named_block{"BraillePatterns", 0x2800, 0x28FF},
    named_block{"CJKRadicalsSupplement", 0x2E80, 0x2EFF},
    named_block{"KangxiRadicals", 0x2F00, 0x2FDF},
    named_block{"IdeographicDescriptionCharacters", 0x2FF0, 0x2FFF},
    named_block{"CJKSymbolsandPunctuation", 0x3000, 0x303F},
    named_block{"Hiragana", 0x3040, 0x309F},
    named_block{"Katakana", 0x30A0, 0x30FF},
    named_block{"Bopomofo", 0x3100, 0x312F},
    named_block{"HangulCompatibilityJamo", 0x3130, 0x318F},
    named_block{"Kanbun", 0x3190, 0x319F},
    named_block{"BopomofoExtended", 0x31A0, 0x31BF},
    named_block{"EnclosedCJKLettersandMonths", 0x3200, 0x32FF},
    named_block{"CJKCompatibility", 0x3300, 0x33FF},
    named_block{"CJKUnifiedIdeographsExtensionA", 0x3400, 0x4DB5},
    named_block{"CJKUnifiedIdeographs", 0x4E00, 0x9FFF},
    named_block{"YiSyllables", 0xA000, 0xA48F},
    named_block{"YiRadicals", 0xA490, 0xA4CF},
    named_block{"HangulSyllables", 0xAC00, 0xD7A3},
    named_block{"PrivateUse", 0xE000, 0xF8FF},
    named_block{"PrivateUse", 0xF0000, 0xFFFFD},
    named_block{"PrivateUse", 0x100000, 0x10FFFD},
    named_block{"PrivateUseArea", 0xE000, 0xF8FF},
    named_block{"CJKCompatibilityIdeographs", 0xF900, 0xFAFF},
    named_block{"AlphabeticPresentationForms", 0xFB00, 0xFB4F},
    named_block{"ArabicPresentationForms-A", 0xFB50, 0xFDFF},
    named_block{"CombiningHalfMarks", 0xFE20, 0xFE2F},
    named_block{"CJKCompatibilityForms", 0xFE30, 0xFE4F},
    named_block{"SmallFormVariants", 0xFE50, 0xFE6F},
    named_block{"ArabicPresentationForms-B", 0xFE70, 0xFEFE},
    named_block{"HalfwidthandFullwidthForms", 0xFF00, 0xFFEF},
    named_block{"Specials", 0xFEFF, 0xFEFF},
    named_block{"Specials", 0xFFF0, 0xFFFD},
    named_block{"OldItalic", 0x10300, 0x1032F},
    named_block{"Gothic", 0x10330, 0x1034F},
    named_block{"Deseret", 0x10400, 0x1044F},
    named_block{"ByzantineMusicalSymbols", 0x1D000, 0x1D0FF},
    named_block{"MusicalSymbols", 0x1D100, 0x1D1FF},
    named_block{"MathematicalAlphanumericSymbols", 0x1D400, 0x1D7FF},
    named_block{"CJKUnifiedIdeographsExtensionB", 0x20000, 0x2A6D6},
    named_block{"CJKCompatibilityIdeographsSupplement", 0x2F800, 0x2FA1F},
    named_block{"Tags", 0xE0000, 0xE007F},
};

bool belongs(std::string_view member, std::string_view wanted) {
    if (wanted == "LC") return member == "Lu" || member == "Ll" || member == "Lt";
    return member.starts_with(wanted);
}
} // namespace

std::optional<code_point_set> category(std::string_view name) {
    std::uint32_t wanted = 0;
    for (std::uint32_t i = 0; i < names.size(); ++i)
        if (!name.empty() && belongs(names[i], name)) wanted |= 1u << i;
    if (wanted == 0) return std::nullopt;
    code_point_set out;
    const auto runs = category_runs();
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const char32_t last = i + 1 < runs.size() ? (runs[i + 1] >> 5) - 1 : last_code_point;
        if (wanted >> (runs[i] & 31u) & 1u) out.add(runs[i] >> 5, last);
    }
    return out;
}

std::optional<code_point_set> category_by_long_name(std::string_view name) {
    const auto found = std::find_if(long_names.begin(), long_names.end(), [&](auto& l) { return l.name == name; });
    return category(found == long_names.end() ? name : found->category);
}

std::optional<code_point_set> block(std::string_view name) {
    code_point_set out; // some blocks lie in several places
    for (const named_block& one : blocks)
        if (one.name == name) out.add(one.first, one.last);
    if (out.empty()) return std::nullopt;
    return out;
}

} // namespace schakel::validation
