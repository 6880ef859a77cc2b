namespace IncidentTraining.Core.Content.Wording;

/// <summary>Sets of words that are written in the code as a text, so that a hundred of them take ten lines instead of a hundred.</summary>
internal static class WordSet
{
    /// <summary>The words of a text, whatever their case.</summary>
    /// <param name="words">Words with spaces or line ends between them; a word that occurs twice counts once.</param>
    public static HashSet<string> Of(string words) =>
        new(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}
