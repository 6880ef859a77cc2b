using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Messages;

/// <summary>A message as delivered by one channel.</summary>
/// <param name="Text">The delivered text.</param>
/// <param name="Subject">The subject of an e-mail; empty elsewhere.</param>
/// <param name="Problem">What the channel cannot deliver, in a sentence; null when there is no problem.</param>
public sealed partial record ChannelText(MessageChannel Channel, string Text, string Subject = "", string? Problem = null)
{
    /// <summary>The longest text message, in characters; a longer one is split.</summary>
    public const int LongestSms = 160;

    /// <summary>The longest subject that a phone shows, in characters.</summary>
    public const int LongestSubject = 78;

    /// <summary>Returns the channel's display name.</summary>
    public string Title =>
        Channel switch
        {
            MessageChannel.StatusPage => "Status page",
            MessageChannel.Email => "E-mail",
            MessageChannel.Chat => "Chat",
            _ => "Text message",
        };

    /// <summary>Renders the message for a channel.</summary>
    public static ChannelText Of(MessageChannel channel, string markdown)
    {
        var plain = Plain(markdown);
        switch (channel)
        {
            case MessageChannel.StatusPage:
                return new ChannelText(channel, markdown);
            case MessageChannel.Email:
                var (subject, body) =
                    plain.Split('\n', 2) is [var first, var rest] && rest.Trim().Length > 0 ? (first.Trim(), rest.Trim()) : ("", plain);
                return new ChannelText(
                    channel,
                    body,
                    subject,
                    subject.Length == 0 ? "The first line is the subject of the e-mail; this message has only one line."
                        : subject.Length > LongestSubject ? $"The subject has {subject.Length} characters; a phone shows {LongestSubject}."
                        : null
                );
            case MessageChannel.Sms:
                var one = Gaps().Replace(plain, " ").Trim();
                return new ChannelText(
                    channel,
                    one,
                    Problem: one.Length > LongestSms
                        ? $"{one.Length} characters; a text message can have {LongestSms}. Keep only the most important point."
                        : null
                );
            default:
                return new ChannelText(channel, plain);
        }
    }

    /// <summary>Returns the text without Markdown syntax; a link keeps its address if it leads out of the portal.</summary>
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
