using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentTraining.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class LetClassmatesComment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "PeerComments",
                table: "ReviewSettings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "PeerDocuments",
                table: "ReviewSettings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 2);

            migrationBuilder.CreateTable(
                name: "PeerComments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DocumentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Submission = table.Column<int>(type: "INTEGER", nullable: false),
                    SectionId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    WrittenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    IsHelpful = table.Column<bool>(type: "INTEGER", nullable: false),
                    HiddenById = table.Column<Guid>(type: "TEXT", nullable: true),
                    HiddenBecause = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PeerComments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PeerComments_Documents_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "Documents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PeerComments_People_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PeerComments_People_HiddenById",
                        column: x => x.HiddenById,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PeerReaders",
                columns: table => new
                {
                    DocumentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GivenAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PeerReaders", x => new { x.DocumentId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_PeerReaders_Documents_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "Documents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PeerReaders_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PeerComments_AuthorId",
                table: "PeerComments",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_PeerComments_DocumentId_Submission_SectionId_AuthorId",
                table: "PeerComments",
                columns: new[] { "DocumentId", "Submission", "SectionId", "AuthorId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PeerComments_HiddenById",
                table: "PeerComments",
                column: "HiddenById");

            migrationBuilder.CreateIndex(
                name: "IX_PeerReaders_PersonId",
                table: "PeerReaders",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PeerComments");

            migrationBuilder.DropTable(
                name: "PeerReaders");

            migrationBuilder.DropColumn(
                name: "PeerComments",
                table: "ReviewSettings");

            migrationBuilder.DropColumn(
                name: "PeerDocuments",
                table: "ReviewSettings");
        }
    }
}
