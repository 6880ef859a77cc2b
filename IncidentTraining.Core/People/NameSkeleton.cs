using System.Globalization;
using System.Text;

namespace IncidentTraining.Core.People;

/// <summary>
/// A name without everything that the eye overlooks: case, accents, spaces, punctuation, and the script of letters that look like Latin
/// ones. Two names with the same skeleton can be mistaken for each other.
/// </summary>
/// <remarks>
/// Based on the skeleton in Unicode Technical Standard 39, with Unicode's table of characters that look like Latin letters and digits,
/// where capital letters are mapped by their own look; and with small letters that look like Latin small capitals. Names in one other
/// script remain distinct.
/// </remarks>
public static class NameSkeleton
{
    private const string Table = "IncidentTraining.Core.People.look-alikes.txt";
    private const string OwnLookAlikes = "вb кk мm нh тt βb εe κk τt χx ζz μm";

    private static readonly Dictionary<Rune, string> Latin = Read();

    /// <summary>The skeleton; empty for a name without letters and digits.</summary>
    public static string Of(string? name)
    {
        var skeleton = new StringBuilder();
        foreach (var rune in (name ?? "").ToWellFormed().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                var lower = Rune.ToLowerInvariant(rune);
                var seen = Latin.GetValueOrDefault(rune) ?? Latin.GetValueOrDefault(lower) ?? lower.ToString();
                foreach (var part in seen.EnumerateRunes())
                {
                    skeleton.Append(Merge(part));
                }
            }
        }

        return skeleton.ToString();
    }

    /// <summary>Whether a character is invisible or changes how its neighbours are displayed.</summary>
    public static bool IsInvisible(Rune rune) =>
        rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x034F or (>= 0xFE00 and <= 0xFE0F)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
        || rune == Rune.ReplacementChar;

    /// <summary>Whether a letter carries so many marks that they cover the lines above and below.</summary>
    public static bool IsOverloaded(string name)
    {
        var marks = 0;
        foreach (var rune in name.ToWellFormed().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > 2)
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<Rune, string> Read()
    {
        using var reader = new StreamReader(typeof(NameSkeleton).Assembly.GetManifestResourceStream(Table)!);
        var latin = reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' '))
            .SelectMany(line => line[1].EnumerateRunes().Select(rune => (Rune: rune, Seen: line[0])))
            .ToDictionary(one => one.Rune, one => one.Seen);
        foreach (var pair in OwnLookAlikes.Split(' ').Select(pair => pair.EnumerateRunes().ToArray()))
        {
            latin.TryAdd(pair[0], pair[1].ToString());
        }

        return latin;
    }

    // Capital I, small l and the digit 1 look alike in many typefaces, and so do O and 0.
    private static Rune Merge(Rune rune) =>
        rune.Value switch
        {
            'i' or '1' or '|' => new Rune('l'),
            '0' => new Rune('o'),
            _ => rune,
        };

    // An unpaired surrogate cannot be normalised.
    private static string ToWellFormed(this string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
}
