using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Messages;

namespace IncidentTraining.Tests.Core.Documents;

public sealed class ChannelTextTests
{
    private const string Message =
        "**Slow pages** at the checkout\n\n- You may wait longer. See [our page](https://status.example).\n- Next update by 14:30 UTC.";

    [Fact]
    public void A_status_page_carries_the_markdown_as_it_is() =>
        Assert.Equal(new ChannelText(MessageChannel.StatusPage, Message), ChannelText.Of(MessageChannel.StatusPage, Message));

    [Fact]
    public void An_email_has_the_first_line_as_its_subject()
    {
        var mail = ChannelText.Of(MessageChannel.Email, Message);
        Assert.Equal("Slow pages at the checkout", mail.Subject);
        Assert.Equal("You may wait longer. See our page.\nNext update by 14:30 UTC.", mail.Text);
        Assert.Null(mail.Problem);
        Assert.Contains("only one", ChannelText.Of(MessageChannel.Email, "One line.").Problem, StringComparison.Ordinal);
        Assert.Contains(
            "phone shows",
            ChannelText.Of(MessageChannel.Email, new string('s', 79) + "\ntext").Problem,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_text_message_is_one_line_of_at_most_160_characters()
    {
        Assert.Equal(
            "Slow pages at the checkout You may wait longer. See our page. Next update by 14:30 UTC.",
            ChannelText.Of(MessageChannel.Sms, Message).Text
        );
        Assert.Null(ChannelText.Of(MessageChannel.Sms, new string('x', 160)).Problem);
        Assert.Contains("161 characters", ChannelText.Of(MessageChannel.Sms, new string('x', 161)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The index orders_customer_id stays", "The index orders_customer_id stays")]
    [InlineData("Costs 3 * 4 dollars", "Costs 3 * 4 dollars")]
    [InlineData("> _quoted_ and **strong**", "quoted and strong")]
    public void Marks_of_markdown_go_and_words_stay(string markdown, string plain) =>
        Assert.Equal(plain, ChannelText.Of(MessageChannel.Chat, markdown).Text);
}
