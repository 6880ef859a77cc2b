using Bunit;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Tests.Host.LongTexts;

/// <summary>The fields of accounts and classes: a long text is refused in words, and stays in its field.</summary>
public sealed class AccountFieldsTests : PortalPageTest
{
    private const string Passphrase = "quiet amber lantern";

    internal static readonly Dictionary<string, Func<AccountFieldsTests, Task>> Fields = new()
    {
        ["AccountPage: own-name"] = test =>
            test.TryAsync(
                async () =>
                {
                    await test.SignInAsync("demo-trainee-1");
                    return test.Open<AccountPage>("/account");
                },
                "own-name",
                "change-name",
                "at most 60 characters"
            ),
        ["AccountPage: present-passphrase"] = test => test.PassphraseAsync("present-passphrase", "not your current passphrase"),
        ["AccountPage: new-passphrase"] = test => test.PassphraseAsync("new-passphrase", "256 characters"),
        ["SecondFactorCard: factor-code"] = test =>
            test.TryAsync(() => test.FactorAsync(on: false), "factor-code", "confirm-factor", "This code is not valid"),
        ["SecondFactorCard: factor-begin-passphrase"] = test =>
            test.TryAsync(test.FactorOffAsync, "factor-begin-passphrase", "begin-factor", "not your current passphrase"),
        ["SecondFactorCard: factor-passphrase"] = test =>
            test.TryAsync(() => test.FactorAsync(on: true), "factor-passphrase", "end-factor", "not your current passphrase"),
        ["SecondFactorCard: factor-off-code"] = test =>
            test.TryAsync(() => test.FactorAsync(on: true), "factor-off-code", "end-factor", "This code is not valid"),
        ["PasskeysCard: passkey-new-name"] = test =>
            test.TryAsync(test.PasskeyAsync, "passkey-new-name", "passkey-rename", "at most 60 characters"),
        ["AddPeopleForm: people-list"] = test =>
            test.TryAsync(test.ClassAsync, "people-list", "preview-people", "at most 50,000 characters"),
        ["ClassSettings: class-new-name"] = test =>
            test.TryAsync(test.ClassAsync, "class-new-name", "rename-class", "at most 100 characters"),
        ["DeleteClassPage: confirm-name"] = test =>
            test.TryAsync(test.DeletionAsync, "confirm-name", "delete-class", "Nothing was deleted"),
        ["MemberDialog: member-name"] = test => test.TryAsync(test.DialogAsync, "member-name", "rename", "at most 60 characters"),
        ["AdministratorsCard: administrator-name"] = test =>
            test.TryAsync(
                async () =>
                    (IRenderedComponent<IComponent>)
                        test.Render<AdministratorsCard>(p =>
                            p.Add(card => card.Actor, test.Portal.ActorAsync(Administrator).GetAwaiter().GetResult())
                        ),
                "administrator-name",
                "add-administrator",
                "at most 60 characters"
            ),
    };

    public static TheoryData<string> Names { get; } = [.. Fields.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_long_text_is_refused_and_stays_in_its_field(string field) => Fields[field](this);

    private async Task<IRenderedComponent<IComponent>> ClassAsync()
    {
        await SignInAsync(Facilitator);
        return Open<ClassPage>("/class");
    }

    private async Task<IRenderedComponent<IComponent>> DeletionAsync()
    {
        var ada = await SignInAsync(Administrator);
        var cohort = await CreateClassAsync("Autumn class");
        Assert.True((await Get<ChangeClass>().ArchiveAsync(ada, cohort, archived: true, Ct)).Succeeded);
        return Open<DeleteClassPage>($"/admin/classes/{cohort}/delete", page => page.Add(one => one.CohortId, cohort));
    }

    private async Task<IRenderedComponent<IComponent>> DialogAsync()
    {
        _ = Dialogs;
        var page = await ClassAsync();
        _ = page.Find("[aria-label='Help Thea Novak']").ClickAsync(new());
        Dialogs.WaitForElement("[data-testid=member-name]");
        return Dialogs;
    }

    private async Task<IRenderedComponent<IComponent>> FactorOffAsync()
    {
        await StaffAsync();
        var page = (IRenderedComponent<IComponent>)Open<AccountPage>("/account");
        page.WaitForElement("[data-testid=begin-factor]");
        return page;
    }

    private async Task<IRenderedComponent<IComponent>> FactorAsync(bool on)
    {
        var ines = await StaffAsync();
        if (on)
        {
            var secret = (await Get<OwnSecondFactor>().BeginAsync(ines, Passphrase, Ct)).Value.Secret;
            var code = new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(secret)).ComputeTotp();
            Assert.True((await Get<OwnSecondFactor>().ConfirmAsync(ines, code, Ct)).Succeeded);
        }

        var page = (IRenderedComponent<IComponent>)Open<AccountPage>("/account");
        if (!on)
        {
            await page.WaitForElement("[data-testid=factor-begin-passphrase]").ChangeAsync(new() { Value = Passphrase });
            await page.Find("[data-testid=begin-factor]").ClickAsync(new());
        }

        page.WaitForElement(on ? "[data-testid=end-factor]" : "[data-testid=factor-code]");
        if (on)
        {
            await page.Find("[data-testid=factor-passphrase]").ChangeAsync(new() { Value = Passphrase });
        }

        return page;
    }

    private async Task<Actor> StaffAsync()
    {
        Assert.True(
            (
                await Get<AddStaff>()
                    .RunAsync(
                        await Portal.ActorAsync(Administrator),
                        new(await Portal.CohortIdAsync(), "Ingrid Holm", Passphrase, ClassRole.Instructor),
                        Ct
                    )
            ).Succeeded
        );
        return await SignInAsync("Ingrid Holm");
    }

    private async Task<IRenderedComponent<IComponent>> PasskeyAsync()
    {
        var ines = await SignInAsync("demo-instructor");
        Assert.True((await Get<OwnPasskeys>().AddAsync(ines, "Phone", Core.People.PasskeyTests.Made(1), Ct)).Succeeded);
        var page = (IRenderedComponent<IComponent>)Open<AccountPage>("/account");
        await page.WaitForElement("[aria-label='Rename the passkey Phone']").ClickAsync(new());
        page.WaitForElement("[data-testid=passkey-new-name]");
        return page;
    }

    private async Task PassphraseAsync(string field, string refusal)
    {
        await JoinAsync("Ben Ortiz");
        await SignInAsync(Accounts.UserNameInClass(await Portal.CohortIdAsync(), "Ben Ortiz"));
        var page = (IRenderedComponent<IComponent>)Open<AccountPage>("/account");
        await page.Find("[data-testid=present-passphrase]").ChangeAsync(new() { Value = "quiet amber lantern" });
        await page.Find("[data-testid=new-passphrase]").ChangeAsync(new() { Value = "seven quiet harbours" });
        await TryAsync(() => Task.FromResult(page), field, "change-passphrase", refusal);
    }

    private async Task TryAsync(Func<Task<IRenderedComponent<IComponent>>> open, string field, string send, string refusal)
    {
        var page = await open();
        await page.Find($"[data-testid={field}]").ChangeAsync(new() { Value = LongText.Text });
        await page.Find($"[data-testid={send}]").ClickAsync(new());
        page.WaitForAssertion(() =>
            Assert.Contains(
                refusal,
                string.Join(' ', page.FindAll("[role=alert], .mud-input-error").Select(said => said.TextContent)),
                StringComparison.Ordinal
            )
        );
        var input = page.Find($"[data-testid={field}]");
        Assert.Equal(LongText.Text.Length, (input.GetAttribute("value") ?? input.TextContent).Length);
    }
}
