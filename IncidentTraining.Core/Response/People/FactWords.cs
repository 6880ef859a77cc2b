using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.Response;

/// <summary>Facts in words.</summary>
public static class FactWords
{
    /// <summary>A fact, to complete the phrase "was told": "what customers notice". A scenario's own fact is its id in words.</summary>
    /// <param name="fact">The fact.</param>
    public static string Title(string fact) =>
        fact switch
        {
            ChannelFacts.Incident => "that there is an incident",
            ChannelFacts.Impact => "what customers notice",
            ChannelFacts.Severity => "the severity",
            ChannelFacts.NextUpdate => "when the next news comes",
            ChannelFacts.Command => "who is in command",
            ChannelFacts.CustomerWords => "what to tell customers",
            ChannelFacts.AllClear => "that it is over",
            _ => $"“{fact.Replace('-', ' ')}”",
        };
}
