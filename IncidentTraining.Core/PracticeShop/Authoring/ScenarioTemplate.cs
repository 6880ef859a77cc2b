using System.Text.RegularExpressions;

namespace IncidentTraining.Core.PracticeShop.Authoring;

/// <summary>
/// The first version of a new scenario: a small one with two root causes that passes every check, with a comment on each part.
/// </summary>
public static partial class ScenarioTemplate
{
    /// <summary>Whether a text can be the id of a scenario and the name of its file: lower-case words joined by hyphens, at most 60
    /// characters.</summary>
    public static bool IsId(string id) => id.Length <= 60 && Id().IsMatch(id);

    /// <summary>The text of a new scenario.</summary>
    /// <param name="id">Its id, see <see cref="IsId"/>.</param>
    /// <exception cref="ArgumentException">The text cannot be an id.</exception>
    public static string For(string id)
    {
        if (!IsId(id))
        {
            throw new ArgumentException($"“{id}” cannot be the id of a scenario.", nameof(id));
        }

        using var stream = typeof(ScenarioTemplate).Assembly.GetManifestResourceStream(
            $"{typeof(ScenarioTemplate).Namespace}.scenario.yaml"
        )!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Replace("{id}", id, StringComparison.Ordinal);
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Id();
}
