using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Kinds;

namespace IncidentTraining.Core.Documents.Messages;

/// <summary>A message as one channel carries it.</summary>
/// <param name="Text">The text as it arrives there.</param>
/// <param name="Subject">The subject of an e-mail; empty elsewhere.</param>
/// <param name="Problem">What the channel does not carry, in a sentence; null when it carries all.</param>
public sealed partial record ChannelText(MessageChannel Channel, string Text, string Subject = "", string? Problem = null)
{
    /// <summary>The most characters of a text message; a longer one arrives in pieces.</summary>
    public const int LongestSms = 160;

    /// <summary>The most characters of a subject that a telephone shows.</summary>
    public const int LongestSubject = 78;

    /// <summary>What the channel is called.</summary>
    public string Title => Channel switch
    {
        MessageChannel.StatusPage => "Status page",
        MessageChannel.Email => "E-mail",
        MessageChannel.Chat => "Chat",
        _ => "Text message",
    };

    /// <summary>The message for a channel.</summary>
    public static ChannelText Of(MessageChannel channel, string markdown)
    {
        var plain = Plain(markdown);
        switch (channel)
        {
            case MessageChannel.StatusPage:
                return new ChannelText(channel, markdown);
            case MessageChannel.Email:
                var (subject, body) = plain.Split('\n', 2) is [var first, var rest] && rest.Trim().Length > 0 ? (first.Trim(), rest.Trim()) : ("", plain);
                return new ChannelText(channel, body, subject, subject.Length == 0 ? "The first line is the subject of an e-mail; this message has only one."
                    : subject.Length > LongestSubject ? $"The subject has {subject.Length} characters; a telephone shows {LongestSubject}." : null);
            case MessageChannel.Sms:
                var one = Gaps().Replace(plain, " ").Trim();
                return new ChannelText(channel, one, Problem: one.Length > LongestSms ? $"{one.Length} characters; a text message holds {LongestSms}. Say the most important thing alone." : null);
            default:
                return new ChannelText(channel, plain);
        }
    }

    /// <summary>The words without the marks of markdown; a link keeps its address where it leads out of the portal.</summary>
    private static string Plain(string markdown) => Marks().Replace(LineMarks().Replace(Links().Replace(markdown, "$1"), ""), "").Trim();

    [GeneratedRegex(@"\[([^\[\]\n]{0,300})\]\([^()\s]{1,500}\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^\s{0,3}(?:#{1,6}|>|[-*+])\s+", RegexOptions.Multiline)]
    private static partial Regex LineMarks();

    [GeneratedRegex(@"\*\*|__|`|(?<=\s|^)[*_](?=\S)|(?<=\S)[*_](?=\s|$|[.,;:!?])")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gaps();
}
