using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Reads the real outage on which a root cause is based.</summary>
static class PrecedentReader
{
    /// <summary>Reads it; null when the cause names none.</summary>
    public static Precedent? Read(YamlMap cause)
    {
        if (cause.Map("precedent") is not { } map)
            return null;
        var read = new Precedent(map.Required("title"), map.Required("told").Trim(), map.Required("source"), map.Required("address"));
        if (read.Told.Length > Precedent.MostCharacters)
            map.Report(
                "told",
                $"The story of the precedent is {read.Told.Length} characters long; the limit is {Precedent.MostCharacters}",
                "Shorten it to a paragraph; readers can follow the source"
            );
        if (read.Address.Length > 0 && !IsAddress(read.Address))
            map.Report("address", "The address of the precedent's source is not a web address", "Write it in full, starting with https://");
        return read;
    }

    static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme == Uri.UriSchemeHttps
        && address.Host.Contains('.', StringComparison.Ordinal);
}
