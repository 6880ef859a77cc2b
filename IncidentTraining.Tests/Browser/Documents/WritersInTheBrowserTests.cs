using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Documents;

/// <summary>The author adds a classmate by the first letters of the name, by keyboard alone.</summary>
public sealed class WritersInTheBrowserTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_writer_is_chosen_by_the_first_letters_and_added_by_keyboard()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        var id = await writing.BeginAsync("pir", Writing.OtherTrainee);
        var page = await browser.SignInAsync(address, Writing.OtherTrainee);
        await page.GotoAsync($"/documents/{id}/writers");
        var field = page.GetByTestId("person");
        await Assertions.Expect(field).ToBeEnabledAsync();
        await page.WaitForSelectorAsync("main[data-interactive=true]");
        await field.FocusAsync();
        await page.Keyboard.TypeAsync("Tar");
        await Assertions.Expect(field.Locator("option:checked")).ToHaveTextAsync("Tariq Aziz Khan");
        await page.GetByTestId("invite").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("writers-said")).ToHaveTextAsync("Tariq Aziz Khan can now write in this document.");
        await Assertions.Expect(page.GetByTestId("writers").Locator("li")).ToHaveCountAsync(2);

        var writers = await writing
            .UseCase<WriteTogether>()
            .ReadAsync(await writing.ActorAsync(Writing.OtherTrainee), id, TestContext.Current.CancellationToken);
        Assert.Equal("Tariq Aziz Khan", writers.Value.Writers[1].Name);
        await page.Context.CloseAsync();
    }
}
